"""Start a shopper: python -m shopper --help."""

import sys

from shopper.program import main

if __name__ == "__main__":
    sys.exit(main())
