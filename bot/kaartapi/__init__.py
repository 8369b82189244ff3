"""The sociale kaart for other parties: a read-only HTTP API in the form of HSDS 3.0. Nothing of residents is here."""
