"""Sell one phone case with all the programs: python run_demo.py --help."""

import sys

from demo.main import main

if __name__ == "__main__":
    sys.exit(main())
