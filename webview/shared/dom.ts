type Child = Node | string | null;

/** An element with attributes and children; texts become text nodes, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

const svgSpace = "http://www.w3.org/2000/svg";

export function svgElement(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Node[]
): SVGElement {
  const made = document.createElementNS(svgSpace, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Sets an attribute only where it is another one: a picture is drawn anew for each that is set, were it the same. */
export function putAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** Puts children in place of others, unless they are there already: what is moved loses the focus. */
export function putChildren(place: Element, children: readonly Element[]): void {
  const same =
    place.childNodes.length === children.length && children.every((child, at) => place.childNodes[at] === child);
  if (!same) place.replaceChildren(...children);
}
