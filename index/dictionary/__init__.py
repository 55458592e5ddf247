"""What IPADIC knows: `ipadic.py` opens Janome's copy of it, `lookup.py` answers of one word."""
