"""whence: who said it, via whom, how it changed on the way, who denies it, and whether it came true."""
