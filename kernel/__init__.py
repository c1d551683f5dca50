"""What backend, kiosk, station and shopper share. The standard library alone, so that everyone may import it."""
