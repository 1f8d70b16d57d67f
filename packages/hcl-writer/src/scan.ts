/** Index of the brace that ends the interpolation whose inside starts at `start`; strings inside may hold others. */
export function endOfInterpolation(text: string, start: number): number | undefined {
  let depth = 1;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      const end = endOfString(text, at);
      if (end === undefined) return undefined;
      at = end;
    } else if (char === "{") depth++;
    else if (char === "}" && --depth === 0) return at;
  }
  return undefined;
}

/** Index of the quote that ends the string whose first quote is at `start`; it may hold interpolations. */
export function endOfString(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === '"') return at;
    else if ((char === "$" || char === "%") && text[at + 1] === "{") {
      const end = endOfInterpolation(text, at + 2);
      if (end === undefined) return undefined;
      at = end;
    } else if ((char === "$" || char === "%") && text[at + 1] === char && text[at + 2] === "{") at += 2;
  }
  return undefined;
}
