"""How good the answers are: judged queries in, measures out."""
