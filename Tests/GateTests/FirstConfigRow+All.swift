extension FirstConfigRow {
  private static let bySubset =
    "    canary:\n      workload: podinfo-canary   # a guess: nothing of this name is in the work tree\n"
    + "      destination: {host: podinfo, subset: canary}\n"
    + "    baseline:\n      workload: podinfo-primary   # a guess: nothing of this name is in the work tree\n"
    + "      destination: {host: podinfo, subset: primary}\n"

  private static func pair(_ canary: String, _ baseline: String, by reason: String) -> [String] {
    [
      "    # Which one is the canary is a guess: \(reason).\n",
      "      destination: {\(canary)}\n    baseline:",
      "      destination: {\(baseline)}\n    # No path",
    ]
  }

  static let all = pairs + places + facts

  private static let pairs: [FirstConfigRow] = [
    FirstConfigRow(
      "subsets that say what they are", ["vs.yaml": weighted],
      holds: [
        "  - name: podinfo\n    namespace: test\n", bySubset, "by its name",
        "manifest: {file: vs.yaml}\n    ladder: [10, 30, 60, 100]\n",
        "      - {check: request-success-rate, min: 99%}\n      - {check: request-duration,",
      ]),
    FirstConfigRow(
      "hosts of which one says what it is",
      ["vs.yaml": istio(["host: app-stable": 90, "host: app-x": 10])],
      holds: pair("host: app-x", "host: app-stable", by: "by the other's name")),
    FirstConfigRow(
      "versions, of which the highest is newest",
      ["vs.yaml": istio(["host: app, subset: v10": 10, "host: app, subset: v9": 90])],
      holds: pair(
        "host: app, subset: v10", "host: app, subset: v9", by: "by its version, the highest")),
    FirstConfigRow(
      "words that both share say nothing",
      ["vs.yaml": istio(["host: new-a": 20, "host: new-b": 80])],
      holds: pair("host: new-a", "host: new-b", by: "by its weight, the least")),
    FirstConfigRow(
      "nothing to tell them apart by", ["vs.yaml": istio(["host: a": 50, "host: b": 50])],
      holds: pair("host: b", "host: a", by: "by its place, the last: nothing tells them apart")),
    FirstConfigRow(
      "three of a list, of which the third keeps its share",
      [
        "vs.yaml": istio([
          "host: app, subset: other": 20, "host: app, subset: canary": 10,
          "host: app, subset: ga": 70,
        ])
      ],
      holds: pair("host: app, subset: canary", "host: app, subset: ga", by: "by its name") + [
        "ladder: [10, 30, 60, 80]"
      ]),
    FirstConfigRow(
      "three of a list of another sum",
      [
        "vs.yaml": istio([
          "host: a, subset: x": 2, "host: a, subset: canary": 1, "host: a, subset: ga": 7,
        ])
      ],
      holds: ["ladder: {total: 10, rungs: [1, 3, 6, 8]}"]),
    FirstConfigRow(
      "hosts of other namespaces, and of one in full",
      [
        "vs.yaml": istio([
          "host: app.blue.svc.cluster.local": 100, "host: app-canary.test.svc.cluster.local": 0,
        ])
      ],
      holds: [
        "destination: {host: app-canary}\n", "workload: blue/app   # a guess",
        "destination: {host: app.blue}\n",
      ]),
    FirstConfigRow(
      "ports that tell them apart",
      [
        "vs.yaml": istio([
          "host: app, port: {number: 80}": 100, "host: app, port: {number: 81}": 0,
        ])
      ], holds: ["{host: app, port: 81}", "{host: app, port: 80}"]),
    FirstConfigRow(
      "names that are numbers to YAML",
      ["vs.yaml": istio(["host: app, subset: '1.10'": 100, "host: app, subset: 'on'": 0])],
      holds: ["{host: app, subset: \"on\"}", "{host: app, subset: \"1.10\"}"]),
    FirstConfigRow(
      "a route of the Gateway API",
      ["route.yaml": gateway(["name: app-new, port: 80": 1, "name: app-old, port: 80": 9])],
      holds: [
        "destination: {host: app-new}\n", "destination: {host: app-old}\n",
        "      # - name: success rate\n", "      - {check: request-success-rate, min: 99%}\n",
      ]),
  ]

  private static let places: [FirstConfigRow] = [
    FirstConfigRow(
      "several objects in a file",
      ["all.yml": weighted + "---\n" + istio(["host: b": 1, "host: b-canary": 1], name: "b")],
      holds: [
        "{file: all.yml, object: VirtualService/podinfo}",
        "{file: all.yml, object: VirtualService/b}",
      ]),
    FirstConfigRow(
      "two of one kind and name in two namespaces",
      [
        "a.yaml": weighted + "---\n"
          + weighted.replacing("namespace: test", with: "namespace: live")
      ],
      holds: [
        "namespace: test\n", "namespace: live\n",
        "{file: a.yaml, object: VirtualService/test/podinfo}",
        "{file: a.yaml, object: VirtualService/live/podinfo}",
      ]),
    FirstConfigRow(
      "several routes with both, told by name and by place",
      [
        "vs.yaml": istio(
          ["host: a": 100, "host: a-canary": 0], ["host: a": 100, "host: a-canary": 0],
          more: ["name: '1'", "match: [{uri: {prefix: /x}}]"])
      ],
      holds: [
        "  - name: podinfo-1\n", "manifest: {file: vs.yaml, route: \"1\"}\n",
        "  - name: podinfo-1-2\n", "manifest: {file: vs.yaml, route: 1}\n",
      ]),
    FirstConfigRow(
      "a route of testers beside the one that divides the rest",
      [
        "vs.yaml": istio(
          ["host: a": 0, "host: a-canary": 100], ["host: a": 100, "host: a-canary": 0],
          more: ["match: [{headers: {x-tester: {exact: y}}}]"])
      ], holds: ["  - name: podinfo\n", "manifest: {file: vs.yaml}\n"]),
    FirstConfigRow(
      "two objects of one name and namespace",
      ["a/vs.yaml": weighted, "b/vs.yaml": weighted, "b/vs2.yaml": weighted],
      holds: [
        "  - name: podinfo\n", "  - name: podinfo-b\n", "  - name: podinfo-2\n",
        "{file: b/vs2.yaml}",
      ]),
    FirstConfigRow(
      "a namespace beside the object",
      [
        "deploy/vs.yaml": istio(["host: a": 100, "host: a-canary": 0], namespace: nil),
        "deploy/kustomization.yml": "namespace: shop\nresources: [vs.yaml]\n",
      ], holds: ["    namespace: shop\n"]),
    FirstConfigRow(
      "a namespace of what builds upon the object's folder",
      [
        "base/vs.yaml": istio(["host: a": 100, "host: a-canary": 0], namespace: nil),
        "base/kustomization.yaml": "resources: [vs.yaml]\n",
        "prod/kustomization.yaml": "namespace: prod\nresources: [../base]\n",
      ], holds: ["    namespace: prod\n"]),
    FirstConfigRow(
      "several of them",
      [
        "base/vs.yaml": istio(["host: a": 100, "host: a-canary": 0], namespace: nil),
        "base/kustomization.yaml": "resources: [vs.yaml]\n",
        "prod/kustomization.yaml": "namespace: prod\nresources: [../base]\n",
        "try/kustomization.yaml": "namespace: try\nbases: [../base]\n",
      ],
      holds: ["    namespace: prod   # a guess: of prod/kustomization.yaml; others are try\n"]),
    FirstConfigRow(
      "no namespace at all",
      ["vs.yaml": istio(["host: a": 100, "host: a-canary": 0], namespace: nil)],
      holds: [
        "    namespace: default   # a guess: neither the object nor a kustomization names one\n"
      ]),
    FirstConfigRow(
      "an object in a list, and a name that no rollout may have",
      [
        "vs.yaml": "apiVersion: v1\nkind: List\nitems:\n  - "
          + weighted.replacing("name: podinfo", with: "name: 'Pod_info'").split(separator: "\n")
          .joined(separator: "\n    ") + "\n"
      ], holds: ["  - name: pod-info\n"]),
  ]

  private static let facts: [FirstConfigRow] = [
    FirstConfigRow(
      "a workload of the destination's name, with its image",
      [
        "vs.yaml": istio(["host: app-primary": 100, "host: app-canary": 0]),
        "app.yaml": deployment("app-canary", image: "example.com:5000/app:1.2"),
      ],
      holds: [
        "      workload: app-canary\n", "      workload: app-primary   # a guess",
        "    revision:\n      file: app.yaml\n"
          + "      path: \"spec.template.spec.containers[?name=app-canary].image\"\n",
      ], namesRevision: true),
    FirstConfigRow(
      "an image whose tag a kustomization sets",
      [
        "vs.yaml": istio(["host: app-primary": 100, "host: app-canary": 0]),
        "app/app.yaml": deployment("app-canary", image: "example.com:5000/app:1.2"),
        "app/kustomization.yaml":
          "resources: [app.yaml]\nimages:\n  - {name: other, newTag: '1'}\n"
          + "  - {name: 'example.com:5000/app', newTag: 1.2.0}\n",
      ],
      holds: [
        "    revision:\n      file: app/kustomization.yaml\n"
          + "      path: \"images[?name=example.com:5000/app].newTag\"\n"
      ], namesRevision: true),
    FirstConfigRow(
      "a workload that the service and the subset pick",
      [
        "vs.yaml": istio(["host: app, subset: v1": 100, "host: app, subset: v2": 0]),
        "rule.yaml": """
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: app, namespace: test}
        spec:
          host: app.test.svc.cluster.local
          subsets: [{name: v1, labels: {version: a}}, {name: v2, labels: {version: b}}]

        """,
        "service.yaml": """
        apiVersion: v1
        kind: Service
        metadata: {name: app, namespace: test}
        spec: {selector: {app: app}}

        """,
        "apps.yaml": deployment("app-one", image: "app:1", labels: "{app: app, version: a}")
          + "---\n" + deployment("app-two", image: "app:2", labels: "{app: app, version: b}")
          + "---\n" + deployment("other-two", image: "app:3", labels: "{app: b, version: b}"),
      ],
      holds: [
        "      workload: app-two\n", "      workload: app-one\n",
        "path: \"spec.template.spec.containers[?name=app-two].image\"\n",
      ], namesRevision: true),
    FirstConfigRow(
      "the only image beside the route",
      [
        "vs.yaml": weighted,
        "kustomization.yaml": "images: [{name: podinfo, newName: x/podinfo, digest: 'sha256:1'}]\n",
      ],
      holds: [
        "    # A guess: by the only image there.\n    revision:\n      file: kustomization.yaml\n"
          + "      path: \"images[?name=podinfo].digest\"\n"
      ], namesRevision: true),
    FirstConfigRow(
      "an image that a template fills in",
      [
        "vs.yaml": weighted, "app.yaml": deployment("podinfo-canary", image: "podinfo:${TAG}"),
      ], holds: ["# No path leads to the canary's image tag alone"]),
    FirstConfigRow(
      "a container's name that leads to two images",
      [
        "vs.yaml": weighted,
        "app.yaml": deployment("podinfo-canary", image: "podinfo:2") + "---\n"
          + deployment("podinfo-canary", image: "podinfo:1", namespace: "old"),
      ], holds: ["      workload: podinfo-canary\n", "# No path leads to the canary's image"]),
  ]
}
