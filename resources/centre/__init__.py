"""The resource centre: sheets, the catalogue that finds them, the folders in which they stand."""
