"""The wire: what kiosk, station, shopper and backend say to each other, and nothing about how they work."""
