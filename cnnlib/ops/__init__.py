"""What layers compute, forward and backward, on arrays (N, D, H, W) or (N, n)."""
