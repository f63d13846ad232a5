"""Asks a geocoder of the Addok family (the Géoplateforme, or a town's own), and keeps what it answers for a day."""
