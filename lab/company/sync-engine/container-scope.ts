/** The containers that were ticked and unticked in the wizard for one partition. */
export interface ContainerScope {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** The closest ticked or unticked container above (or at) the object decides; nothing above it means: not ticked. */
export function isInContainerScope(dn: string, scope: ContainerScope): boolean {
  const depth = (containers: readonly string[]): number =>
    Math.max(0, ...containers.filter((container) => isAtOrBelow(dn, container)).map((container) => componentsOf(container).length));
  return depth(scope.include) > depth(scope.exclude);
}

export function isAtOrBelow(dn: string, container: string): boolean {
  const inner = componentsOf(dn);
  const outer = componentsOf(container);
  return outer.length <= inner.length && outer.every((component, index) => component === inner[inner.length - outer.length + index]);
}

/** Two spellings of one DN: case, blanks round separators and hex escapes do not count. */
export const sameDn = (one: string, other: string): boolean => componentsOf(one).join(',') === componentsOf(other).join(',');

function componentsOf(dn: string): readonly string[] {
  const components = dn.match(/(?:\\.|[^,\\])+/gs) ?? [];
  return components.map((component) => {
    const equals = component.indexOf('=');
    return `${component.slice(0, equals).trim()}=${unescaped(component.slice(equals + 1).trim())}`.toLowerCase().replaceAll(',', '\\,');
  });
}

const unescaped = (value: string): string =>
  value.replace(/\\([0-9a-fA-F]{2})|\\(.)/gs, (_, hex: string | undefined, plain: string | undefined) =>
    hex === undefined ? (plain ?? '') : String.fromCharCode(Number.parseInt(hex, 16)));
