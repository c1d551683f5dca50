"""What the programs say, in English and Chinese: tables in TOML, read by one loader."""
