/// The page's own style; colours are in `Colours`.
enum PageStyle {
  static let sheet: StaticString = """

    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body { margin: 0 auto; padding: 1rem; max-width: 72rem; background: var(--ground);
      color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
      overflow-wrap: break-word; }
    h1, h2, h4, p, li, dd, .headline { overflow-wrap: anywhere; min-width: 0; }
    .scroll { overflow-x: auto; }
    a { color: var(--link); }
    a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
    h1, h2, h3, h4, p, ul, ol, dl, figure { margin: 0 0 0.75rem; }
    h1, h2, h4 { display: flex; flex-wrap: wrap; gap: 0.4rem 0.6rem; align-items: center;
      line-height: 1.25; }
    h1 { font-size: 1.5rem; }
    h2 { font-size: 1.25rem; }
    h3 { font-size: 1rem; margin-top: 1.25rem; }
    h4 { font-size: 1rem; margin-bottom: 0.4rem; }
    header { border-left: 6px solid var(--quiet); background: var(--raised); border-radius: 6px;
      padding: 0.9rem 1rem 0.3rem; margin-bottom: 1.25rem; }
    header.good { border-color: var(--pass); }
    header.bad { border-color: var(--fail); }
    header.unsure { border-color: var(--unsure); }
    .facts { display: flex; flex-wrap: wrap; gap: 0.1rem 1.25rem; color: var(--quiet);
      font-size: 0.9rem; }
    .badge { display: inline-flex; align-items: center; gap: 0.3rem; border: 1.5px solid;
      border-radius: 1rem; padding: 0 0.6rem; font-size: 0.875rem; line-height: 1.5;
      white-space: nowrap; }
    .badge.good, li.good strong { color: var(--pass); }
    .badge.bad, .bad > strong:first-child, p.bad, li.bad { color: var(--fail); }
    .badge.unsure, .unsure > strong:first-child, li.unsure { color: var(--unsure); }
    .badge.quiet { color: var(--quiet); }
    h1 .badge { font-size: 1.1rem; border-width: 2px; }
    section.rollout { border-top: 1px solid var(--rule); padding: 1rem 0 0.5rem; }
    section.rollout:has(> details) { padding: 0.4rem 0 0; }
    section.rollout > details { margin: 0 0 0.4rem; }
    section.rollout > details > summary { margin: 0; }
    section.rollout > details > summary h2 { display: inline-flex; margin: 0; }
    .decision strong { margin-right: 0.6rem; font-size: 1.1rem; }
    .grounds { color: var(--quiet); }
    .ladder { list-style: none; display: flex; flex-wrap: wrap; gap: 0.4rem; padding: 0; }
    .ladder li { border: 1px solid var(--rule); border-radius: 4px; padding: 0.1rem 0.6rem;
      text-align: center; min-width: 2.75rem; font-variant-numeric: tabular-nums; }
    .ladder li.now { background: var(--raised); border: 2px solid var(--quiet); font-weight: 600; }
    .ladder li.next { border: 2px solid var(--link); font-weight: 600; }
    .ladder small { display: block; line-height: 1.1; font-weight: 400; color: var(--quiet); }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.1rem 1rem; }
    dt { color: var(--quiet); }
    dd { margin: 0; }
    table { border-collapse: collapse; width: 100%; font-size: 0.9rem; margin-bottom: 1rem; }
    th { text-align: left; font-weight: 400; color: var(--quiet); white-space: nowrap; }
    th, td { padding: 0.3rem 0.75rem 0.3rem 0; border-bottom: 1px solid var(--rule);
      vertical-align: top; }
    td.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
    .cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr)); }
    .card { border: 1px solid var(--rule); border-top: 4px solid var(--quiet); border-radius: 6px;
      padding: 0.75rem 0.9rem 0.25rem; min-width: 0; }
    .card.good { border-top-color: var(--pass); }
    .card.bad { border-top-color: var(--fail); }
    .card.unsure { border-top-color: var(--unsure); }
    .headline { font-size: 0.9rem; }
    figure svg { display: block; width: 100%; height: auto; max-width: 32rem; }
    figcaption { display: flex; flex-direction: column; font-size: 0.8rem; color: var(--quiet); }
    .key { display: flex; gap: 0.5rem; align-items: center; }
    figure svg.sample { width: 28px; height: 8px; flex: none; }
    .missing { color: var(--quiet); font-size: 0.9rem; }
    summary { cursor: pointer; }
    details { margin-bottom: 0.75rem; }
    details > summary { color: var(--link); margin-bottom: 0.5rem; }
    .query p { display: flex; flex-wrap: wrap; gap: 0.1rem 0.75rem; margin: 0; font-size: 0.9rem; }
    pre, .diff { background: var(--raised); border-radius: 4px; padding: 0.5rem 0.75rem;
      margin: 0 0 0.75rem; font: 0.8rem/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
      overflow-x: auto; }
    pre { white-space: pre-wrap; }
    .diff code { display: block; white-space: pre; font: inherit; min-width: max-content;
      border-left: 3px solid transparent; padding-left: 0.4rem; }
    .diff .added { border-color: var(--pass); }
    .diff .removed { border-color: var(--fail); }
    .diagnostics { list-style: none; padding: 0; }
    .diagnostics strong { margin-right: 0.5rem; }
    footer { color: var(--quiet); font-size: 0.8rem; border-top: 1px solid var(--rule);
      padding-top: 0.75rem; margin-top: 1.5rem; }
    @media (max-width: 40rem) {
      body { padding: 0.75rem; }
      dl { grid-template-columns: 6rem 1fr; gap: 0.1rem 0.5rem; }
      thead { position: absolute; clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden; }
      tbody tr { display: block; border-bottom: 1px solid var(--rule); padding: 0.4rem 0; }
      tbody td { display: grid; grid-template-columns: 6rem 1fr; gap: 0.5rem; border: 0;
        padding: 0.1rem 0; }
      tbody td::before { content: attr(data-title); color: var(--quiet); }
      tbody td:empty { display: none; }
      tbody td .badge { justify-self: start; }
    }
    @media print { details:not([open]) > :not(summary) { display: block; } body { max-width: none; } }

    """
}
