"""The sociale kaart in and out: CSV for a spreadsheet, HSDS JSON and a tabular data package for other systems.

read.py takes any of the three; write.py makes them. The other modules know one form each.
"""
