"""The sociale kaart in and out: CSV for a spreadsheet, HSDS JSON and a tabular data package for other systems.

lezen.py takes any of the three; schrijven.py makes them. The other modules know one form each.
"""
