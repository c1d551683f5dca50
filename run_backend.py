"""Start the backend: python run_backend.py --help."""

import sys

from backend.server.program import main

if __name__ == "__main__":
    sys.exit(main())
