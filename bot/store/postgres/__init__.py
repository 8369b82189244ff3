"""The store on PostgreSQL. Begin at store.py."""
