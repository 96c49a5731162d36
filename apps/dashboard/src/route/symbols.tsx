/** Who stands on the route: dot, diamond or store, ring. */
function Stations() {
  return (
    <>
      <circle id="route-sender" r="4" fill="currentColor" />
      <circle id="route-receiver" r="4" fill="none" stroke="currentColor" strokeWidth="1.75" />
      <path
        id="route-server-hollow"
        d="M0-4 4 0 0 4-4 0Z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.25"
        strokeLinejoin="round"
      />
      <path
        id="route-server-filled"
        d="M0-4 4 0 0 4-4 0Z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth="1.25"
        strokeLinejoin="round"
      />
      <g id="route-server-store">
        <rect x="-5" y="-5" width="10" height="10" rx="2" fill="currentColor" />
        <path d="M-2.5-1.25h5M-2.5 1.5h5" stroke="var(--surface)" strokeWidth="1.25" />
      </g>
    </>
  );
}

/** How far it came, and how it ended. */
function Marks() {
  return (
    <>
      <path
        id="route-delivered"
        d="M-6-4.25-1 0-6 4.25"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <path
        id="route-handed-over"
        d="M-6.5-3.75-0.75 0-6.5 3.75Z"
        fill="var(--surface)"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinejoin="round"
      />
      <path
        id="route-cross"
        d="M-3.5-3.5 3.5 3.5M-3.5 3.5 3.5-3.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <rect
        id="route-square"
        x="-3.5"
        y="-3.5"
        width="7"
        height="7"
        rx="0.75"
        fill="currentColor"
      />
      <path
        id="route-bar"
        d="M-2-7V7"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.25"
        strokeLinecap="round"
      />
      <g id="route-halo">
        <circle r="6.5" fill="currentColor" opacity="0.22" />
        <circle r="3" fill="currentColor" />
      </g>
    </>
  );
}

/** The marks of the route, once per document; every drawing places them with `<use>`. Drawn around 0,0. */
export function RouteSymbols() {
  return (
    <svg aria-hidden="true" focusable="false" width="0" height="0" className="absolute">
      <defs>
        <Stations />
        <Marks />
      </defs>
    </svg>
  );
}
