"""Makes the recording anew that the page plays: `python -m pages.training.live_training`."""

import numpy as np

from pages.training.live_training import Settings, recording

np.savez_compressed(recording.FILE, **recording.record(Settings()))
