"""The backend's rules: tables and sums. They know no clock, no database and no HTTP; standard library only."""
