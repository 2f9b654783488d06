/// The style sheets of pictures and pages.
///
/// Each pair of text and ground has a contrast of 4.5 or more, lines and marks of 3 or more, in light and
/// in dark (WCAG 2.2, 1.4.3 and 1.4.11).
enum Colours {
  /// Custom properties for both schemes; a page and a picture of its own begin with them.
  static let scheme: StaticString = """

    :root { color-scheme: light dark;
      --ground: #ffffff; --raised: #f6f8fa; --text: #1f2328; --quiet: #59636e; --rule: #d1d9e0;
      --link: #0969da; --pass: #1a7f37; --fail: #c4222c; --unsure: #8a5d00; --canary: #0969da;
      --baseline: #6a737d; --shade: #0969da14; --beyond: #c4222c14; }
    @media (prefers-color-scheme: dark) { :root {
      --ground: #0d1117; --raised: #161b22; --text: #e6edf3; --quiet: #9da7b1; --rule: #30363d;
      --link: #6cb6ff; --pass: #4ac26b; --fail: #ff8a80; --unsure: #e0a83a; --canary: #6cb6ff;
      --baseline: #a0a9b4; --shade: #6cb6ff1f; --beyond: #ff8a801f; } }

    """

  static let drawing: StaticString = """

    svg { font: 11px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
    svg text { fill: var(--quiet); }
    svg .page { fill: var(--ground); }
    svg .heading { font-size: 13px; font-weight: 600; fill: var(--text); }
    svg .over { fill: var(--text); paint-order: stroke; stroke: var(--ground); stroke-width: 3px;
      stroke-linejoin: round; }
    svg .grid { stroke: var(--rule); stroke-width: 0.5; }
    svg .axis { stroke: var(--quiet); stroke-width: 1; }
    svg .window { fill: var(--shade); }
    svg .beyond { fill: var(--beyond); }
    svg .limit { stroke: var(--fail); stroke-width: 1.2; stroke-dasharray: 8 3; fill: none; }
    svg .transition, svg .revision { stroke: var(--quiet); stroke-width: 1; stroke-dasharray: 2 3; }
    svg .canary { fill: none; stroke: var(--canary); stroke-width: 2; stroke-linejoin: round; }
    svg .canary-mark { fill: var(--canary); }
    svg .baseline { fill: none; stroke: var(--baseline); stroke-width: 1.5; stroke-dasharray: 4 2; }
    svg .baseline-mark { fill: var(--baseline); }
    svg .weight { fill: none; stroke: var(--canary); stroke-width: 1.5; }
    svg .mark { stroke: var(--ground); stroke-width: 1; }
    svg .up { fill: var(--pass); }
    svg .down { fill: var(--fail); }
    svg .held { fill: var(--unsure); }
    svg .word { fill: var(--text); }

    """
}
