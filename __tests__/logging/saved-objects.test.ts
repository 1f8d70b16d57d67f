import fs from "node:fs";
import path from "node:path";

const LOGGING = path.join(__dirname, "../../assets/logging");

interface Reference {
  readonly type: string;
  readonly id: string;
  readonly name: string;
}
interface SavedObject extends Reference {
  readonly coreMigrationVersion: string;
  readonly typeMigrationVersion: string;
  readonly references: readonly Reference[];
  readonly attributes: Readonly<Record<string, string>> & {
    readonly columns?: readonly string[];
    readonly kibanaSavedObjectMeta?: { readonly searchSourceJSON: string };
  };
}
interface Panel {
  readonly panelIndex: string;
  readonly panelRefName?: string;
  readonly gridData: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
    readonly i: string;
  };
  readonly embeddableConfig: {
    readonly attributes?: { readonly references: readonly Reference[]; readonly state: State };
  };
}
interface State {
  readonly visualization: object;
  readonly datasourceStates: { readonly formBased: { readonly layers: Readonly<Record<string, Layer>> } };
}
interface Layer {
  readonly columnOrder: readonly string[];
  readonly columns: Readonly<Record<string, Column>>;
}
interface Column {
  readonly sourceField: string;
  readonly params?: { readonly orderBy?: { readonly columnId: string } };
}

const objects: SavedObject[] = fs
  .readFileSync(path.join(LOGGING, "kibana/saved-objects.ndjson"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const dashboards = objects.filter(({ type }) => type === "dashboard");
const panelsOf = (dashboard: SavedObject): Panel[] => JSON.parse(dashboard.attributes.panelsJSON ?? "[]");
const layersOf = (panel: Panel) =>
  Object.entries(panel.embeddableConfig.attributes?.state.datasourceStates.formBased.layers ?? {});
const named = (reference: Reference) => `${reference.type} ${reference.id}`;

/** Fields of events as the samples have them, and of what Kubernetes adds. */
function knownFields(): Set<string> {
  const fields = new Set(["@timestamp", "___records___", "tags", "error.message"]);
  const add = (value: unknown, prefix: string) => {
    if (value !== null && typeof value === "object" && !Array.isArray(value)) {
      for (const [key, inner] of Object.entries(value)) add(inner, prefix === "" ? key : `${prefix}.${key}`);
    } else fields.add(prefix);
  };
  for (const file of fs.readdirSync(path.join(LOGGING, "samples")).filter((name) => name.endsWith(".json"))) {
    for (const event of JSON.parse(fs.readFileSync(path.join(LOGGING, "samples", file), "utf8"))) add(event, "");
  }
  for (const name of ["data_stream.dataset", "kubernetes.namespace", "kubernetes.container.name"]) fields.add(name);
  return fields;
}

describe("Saved objects of Kibana", () => {
  it("have ids of their own, by which a second import replaces them", () => {
    expect(new Set(objects.map(named)).size).toBe(objects.length);
    for (const { id } of objects) expect(id).toMatch(/^httpsok-/);
  });

  it("refer to each other only", () => {
    const known = objects.map(named);
    for (const { references } of objects) expect(known).toEqual(expect.arrayContaining(references.map(named)));
  });

  it("say of which version their format is, from which Kibana migrates them", () => {
    for (const object of objects) {
      expect(object).toMatchObject({
        coreMigrationVersion: "8.8.0",
        typeMigrationVersion: expect.stringMatching(/^8\./),
      });
    }
  });

  it("come after what they refer to", () => {
    objects.forEach(({ references }, index) => {
      const before = objects.slice(0, index).map(named);
      expect(before).toEqual(expect.arrayContaining(references.map(named)));
    });
  });

  it("name the index of every search by a reference that is there", () => {
    for (const { attributes, references } of objects.filter(({ type }) => type === "search")) {
      const source = JSON.parse(attributes.kibanaSavedObjectMeta?.searchSourceJSON ?? "{}");
      expect(references.map(({ name }) => name)).toEqual([source.indexRefName]);
    }
  });

  it("show fields that events have", () => {
    const known = knownFields();
    const shown = [
      ...objects.flatMap(({ attributes }) => attributes.columns ?? []),
      ...dashboards
        .flatMap(panelsOf)
        .flatMap(layersOf)
        .flatMap(([, { columns }]) => Object.values(columns).map(({ sourceField }) => sourceField)),
    ];

    expect(shown.filter((field) => !known.has(field))).toEqual([]);
    expect(shown.length).toBeGreaterThan(50);
  });

  describe.each(dashboards.map((dashboard) => [dashboard.attributes.title, dashboard] as const))(
    "%s",
    (_, dashboard) => {
      const panels = panelsOf(dashboard);

      it("names what its panels show by references, and nothing else", () => {
        const wanted = panels.flatMap(({ panelIndex, panelRefName, embeddableConfig }) =>
          panelRefName
            ? [`${panelIndex}:${panelRefName}`]
            : (embeddableConfig.attributes?.references ?? []).map(({ name }) => `${panelIndex}:${name}`),
        );

        expect(dashboard.references.map(({ name }) => name).sort()).toEqual(wanted.sort());
      });

      it("has panels beside each other in 48 columns", () => {
        const cells = new Set<string>();
        let size = 0;
        for (const { panelIndex, gridData } of panels) {
          expect(gridData).toMatchObject({ i: panelIndex });
          expect(gridData.x + gridData.w).toBeLessThanOrEqual(48);
          for (let x = gridData.x; x < gridData.x + gridData.w; x++)
            for (let y = gridData.y; y < gridData.y + gridData.h; y++) cells.add(`${x},${y}`);
          size += gridData.w * gridData.h;
        }
        expect(cells.size).toBe(size);
      });

      it("orders and draws by columns that its layers have, whose index is a reference", () => {
        for (const panel of panels) {
          for (const [layer, { columnOrder, columns }] of layersOf(panel)) {
            expect([...columnOrder].sort()).toEqual(Object.keys(columns).sort());
            for (const { params } of Object.values(columns)) {
              if (params?.orderBy) expect(columnOrder).toContain(params.orderBy.columnId);
            }
            const drawn = JSON.stringify(panel.embeddableConfig.attributes?.state.visualization);
            expect(drawn).toContain(`"layerId":"${layer}"`);
            for (const column of columnOrder) expect(drawn).toContain(`"${column}"`);
            expect(panel.embeddableConfig.attributes?.references.map(({ name }) => name)).toContain(
              `indexpattern-datasource-layer-${layer}`,
            );
          }
        }
      });
    },
  );
});
