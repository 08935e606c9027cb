#!/bin/sh
# Makes site_templates/scoren/yaml.js anew: the part of the library `yaml` that the form in the browser uses, as one classic
# script. Needs node and npm; only for who wants another version. Give both versions here, look at the difference, run the tests.
set -eu

YAML=2.9.1
ESBUILD=0.28.2

target=$(cd "$(dirname "$0")/../site_templates/scoren" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm init --yes > /dev/null
npm install --no-audit --no-fund --save-exact "yaml@$YAML" "esbuild@$ESBUILD" > /dev/null
echo 'export { Composer, Parser, isMap, isScalar, isSeq } from "yaml";' > part.mjs
npx esbuild part.mjs --bundle --minify --format=iife --global-name=kijkwijzerYaml --platform=browser --target=es2020 \
    --charset=ascii --legal-comments=none --log-level=warning --outfile=part.js

# The licence asks to go along with every copy, and each page of the form is one.
{
    echo "/*! Part of the library yaml $YAML (npm), under this licence (ISC):"
    echo
    cat node_modules/yaml/LICENSE
    echo "*/"
    # Control characters may not stand in HTML as they are; all of these are within strings.
    perl -pe 's/([\x00-\x08\x0b-\x1f\x7f])/sprintf("\\x%02x", ord $1)/ge' part.js
} > "$target/yaml.js"
