"""The one-line notation of networks: INPUT 32x32x3 - CONV 12 F5 P2 - RELU - POOL 2 - FC 10."""
