"""Start the print station: `python run_station.py --help` says how."""

import sys

from station_app.main import main

if __name__ == "__main__":
    sys.exit(main())
