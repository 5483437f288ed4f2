#!/bin/sh
# Asks a Letterlijk server, and checks a quote: sh examples/ask.sh [server]
set -eu
server=${1:-http://127.0.0.1:8787}

curl --silent --show-error --fail "$server/v1/ask" \
  --header 'content-type: application/json' \
  --header 'accept: text/markdown' \
  --data '{"query": "semiconductors", "limit": 1}'

curl --silent --show-error --fail "$server/v1/verify" \
  --header 'content-type: application/json' \
  --data '{"quote": "De huidige EU-sanctiewetgeving voorziet in een verbod op de uitvoer"}'
