"""The backend as a program: arguments, checks before the start, the server's processes, and how they all end."""
