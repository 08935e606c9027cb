// What the library in yaml.js makes of a text before it makes nodes of it: tokens, in tokens, with the place of each.
"use strict";

(() => {
  const kijkwijzer = (window.kijkwijzer ??= {});

  const DEEPEST = 20;
  const TOO_DEEP = `hier zitten meer dan ${DEEPEST} niveaus in elkaar; controleer de haakjes en het inspringen`;
  const QUOTES = "zet tekst tussen aanhalingstekens";

  const PARTS = ["start", "key", "sep", "value", "props", "items", "end"];

  // All tokens in all tokens, with their depth; without recursion, so that depth costs no stack.
  function everything(tokens) {
    const found = [];
    const add = (token, depth) => { if (token) found.push({ token, depth: depth + (isCollection(token) ? 1 : 0) }); };
    for (const token of tokens) add(token, 0);
    for (let place = 0; place < found.length; place += 1) {
      const { token, depth } = found[place];
      for (const name of PARTS) {
        const part = token[name];
        if (Array.isArray(part)) for (const child of part) add(child, depth);
        else if (typeof part === "object") add(part, depth);
      }
    }
    return found;
  }

  function first(found) {
    return found.reduce((one, other) => (one && one.token.offset <= other.token.offset ? one : other), null);
  }

  function machinery({ type, source }, depth) {
    if (!type) return "";
    if (depth > DEEPEST) return TOO_DEEP;
    const sign = { anchor: "&", alias: "*", tag: "!" }[type];
    if (sign) return `een waarde kan niet met ${sign} beginnen; ${QUOTES}`;
    if (["space", "scalar"].includes(type) && source.includes("\t")) return "hier staat een tab; gebruik alleen spaties";
    return "";
  }

  // Quotes or brackets that the library finds not closed where they had to be.
  function isBroken({ type, source, end }) {
    if (type === "flow-collection") return !end.length;
    if (type === "single-quoted-scalar") return !/^'(?:[^']|'')*'$/.test(source);
    return type === "double-quoted-scalar" && !/^"(?:[^"\\]|\\[^])*"$/.test(source);
  }

  function isCollection({ type }) {
    return type === "block-map" || type === "block-seq" || type === "flow-collection";
  }

  function startOf(found) {
    const { srcToken } = found;
    if (!srcToken) return found.range[0];      // a pair that stands alone between [ and ]
    if (found.flow) return srcToken.start.offset;
    const first = srcToken.items.find((item) => item.key || item.sep || item.start.some(isIndicator));
    return (first.start.find(isIndicator) ?? first.key ?? first.sep[0]).offset;
  }

  function isIndicator({ type }) {
    return type === "seq-item-ind" || type === "explicit-key-ind";
  }

  // Just behind a sign, or 0 without it.
  function endOf(tokens, type) {
    const found = tokens.find((token) => token.type === type);
    return found ? found.offset + found.source.length : 0;
  }

  kijkwijzer.tokens = { everything, first, machinery, isBroken, startOf, endOf, DEEPEST, TOO_DEEP, QUOTES };
})();
