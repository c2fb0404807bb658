"""What others sent: exports, archives and notebooks, none of which is believed beyond its form."""
