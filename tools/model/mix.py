"""Mixes the weights of a network before and after it was taught.

    mix.py AFTER.pt BEFORE.pt OUT.pt [--share 0.7]

What was learned stays for the most part, and most of what was lost comes back (WiSE-FT, Wortsman
et al. 2022, arXiv:2109.01903).
"""
import argparse

import torch


def mixed(after: dict, before: dict, share: float) -> dict:
    """`share` of the weights after teaching and the rest of those before, as float16."""
    return {name: (share * value.float() + (1 - share) * before[name].float()).half()
            for name, value in after.items()}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arguments.add_argument('after')
    arguments.add_argument('before')
    arguments.add_argument('out')
    arguments.add_argument('--share', type=float, default=0.7, help='of the weights after teaching')
    options = arguments.parse_args()
    after, before = (torch.load(path, weights_only=True) for path in (options.after, options.before))
    torch.save(mixed(after, before, options.share), options.out)


if __name__ == '__main__':
    main()
