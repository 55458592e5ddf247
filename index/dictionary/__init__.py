"""What IPADIC knows: `ipadic.py` opens Janome's copy of it, of which `janome_files.py` reads what is asked for; `lookup.py` answers of one word."""
