"""What several lessons share: inputs, layer tables, volumes, the digits."""
