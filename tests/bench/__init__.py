"""How long things take, as ratios with their limits: `make bench`. A bench is a file bench_*.py here with rows()."""
