"""How fast the documented API answers, beside an empty Flask route on the same server: `make bench-api`.

Real servers, each a process of its own; one client that keeps its connections open. They are measured in turn, in short
rounds of one run, so that whatever else the computer does hits all of them.
"""
