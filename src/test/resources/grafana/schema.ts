// What a dashboard in ops/grafana may say, by the types that Grafana publishes for its own release. They are written
// for the code of Grafana; here they are read as a file is, where an enum is the text of its value and where what is
// left out takes the default of Grafana.
import type { Dashboard, DataQuery, DataSourceRef, FieldConfig, Panel, VariableModel } from '@grafana/schema';
import type { Options as Stat } from '@grafana/schema/dist/types/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen.d.ts';
import type {
  FieldConfig as TableField,
  Options as Table,
} from '@grafana/schema/dist/types/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen.d.ts';
import type {
  FieldConfig as TimeSeriesField,
  Options as TimeSeries,
} from '@grafana/schema/dist/types/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen.d.ts';

type Json<T> = T extends string
  ? `${T}`
  : T extends number
    ? `${T}` extends `${infer N extends number}` ? N : T
    : T extends object ? { [K in keyof T]: Json<T[K]> } : T;

type Partly<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]?: Partly<T[K]> } : T;

// Of the data source for Prometheus, whose types are in a package with all of its editor.
interface PrometheusQuery extends DataQuery {
  datasource: DataSourceRef;
  expr: string;
  format?: 'time_series' | 'table' | 'heatmap';
  instant?: boolean;
  legendFormat?: string;
  range?: boolean;
}

type Property<Custom> =
  | { [K in keyof FieldConfig]-?: { id: Exclude<K, 'custom'>; value: FieldConfig[K] } }[Exclude<keyof FieldConfig, 'custom'>]
  | { [K in keyof Custom & string]-?: { id: `custom.${K}`; value: Custom[K] } }[keyof Custom & string];

type Transformation =
  | { id: 'merge'; options: Record<string, never> }
  | {
      id: 'organize';
      options: {
        excludeByName?: Record<string, boolean>;
        indexByName?: Record<string, number>;
        renameByName?: Record<string, string>;
      };
    };

type Shown<Type extends string, Options, Custom> = Omit<
  Panel,
  'type' | 'options' | 'fieldConfig' | 'targets' | 'transformations'
> & {
  type: Type;
  // Each panel is found by these.
  id: number;
  title: string;
  description: string;
  options: Partly<Options>;
  fieldConfig: {
    defaults: Omit<FieldConfig, 'custom'> & { custom?: Partly<Custom> };
    overrides: { matcher: { id: 'byName' | 'byRegexp'; options: string }; properties: Property<Custom>[] }[];
  };
  targets: PrometheusQuery[];
  transformations?: Transformation[];
};

// As the variables of the data source for Prometheus ask.
type Variable = Omit<VariableModel, 'query'> &
  (
    | { type: 'datasource'; query: 'prometheus' }
    | { type: 'query'; datasource: DataSourceRef; query: { query: string; refId: string } }
  );

export type Shipped = Json<
  Omit<Dashboard, 'panels' | 'templating'> & {
    uid: string;
    title: string;
    panels: (
      | Shown<'stat', Stat, Record<never, never>>
      | Shown<'timeseries', TimeSeries, TimeSeriesField>
      | Shown<'table', Table, TableField>
    )[];
    templating: { list: Variable[] };
  }
>;
