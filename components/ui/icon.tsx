const paths = {
  add: "M10 4v12M4 10h12",
  back: "M12 5l-5 5 5 5",
  check: "M4.5 10.5l3.5 3.5 7.5-8",
  claims: "M5.5 3h6l3 3v11h-9zM11.5 3v3h3M7.5 10h5M7.5 13h3.5",
  engagements: "M3.5 6.5h13v9h-13zM7.5 6.5v-2h5v2M3.5 11h13",
  attention: "M10 3.5l7 12.5h-14zM10 8v4M10 13.5v.8",
  close: "M6 6l8 8M14 6l-8 8",
  down: "M5 8l5 5 5-5",
  external: "M8 5H4.5v10.5H15V12M11 4.5h4.5V9M15.5 4.5L9 11",
  help: "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM7.8 7.8a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.7M10 13.6v.8",
  mail: "M3 5.5h14v9.5H3zM3 6l7 5 7-5",
  next: "M8 5l5 5-5 5",
  opportunities: "M3.5 3.5h13v13h-13zM3.5 8h13M3.5 12.3h13M8 3.5v13M12.3 3.5v13",
  payments: "M3 5.5h14v9H3zM10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM5.5 10h.5M14 10h.5",
  people:
    "M7.5 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM3 16c0-2.8 1.8-4.5 4.5-4.5S12 13.2 12 16M13 9a2.2 2.2 0 1 0-.8-4.2M14 11.7c1.9.4 3 2 3 4.3",
  pin: "M7.5 3h5l-.7 6 2.7 3h-9l2.7-3zM10 12v5",
  programme: "M4 16.5V8M8 16.5V4M12 16.5v-6M16 16.5v-10",
  runs: "M3.5 5h2M8 5h8.5M3.5 10h2M8 10h8.5M3.5 15h2M8 15h8.5",
  search: "M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4",
  settings:
    "M3 6h8M15 6h2M3 14h2M9 14h8M13 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
};

export type IconName = keyof typeof paths;

/** A line icon of 20 px in the colour of the text, for decoration: the words beside it tell. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
