"""Start the kiosk: python run_kiosk.py --help."""

import sys

from kiosk_app.main import main

if __name__ == "__main__":
    sys.exit(main())
