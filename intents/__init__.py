"""Text in, Begrip out: what a resident says, read on this machine and nowhere else."""
