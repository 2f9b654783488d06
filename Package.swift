// swift-tools-version: 6.2

import PackageDescription

/// `make test` sets this, so that a warning fails there and never in a user's own, newer toolchain.
let warningsAreErrors = Context.environment["ROLLOUTGATE_WARNINGS_AS_ERRORS"] == "1"

/// `make fuzz` sets this: nobody else needs libFuzzer.
let fuzzes = Context.environment["ROLLOUTGATE_FUZZ"] == "1"

/// `.ci/build-release` sets this to an object that is linked before all libraries.
let linkedFirst = Context.environment["ROLLOUTGATE_LINKED_FIRST"]

let settings: [SwiftSetting] =
  [.strictMemorySafety(), .enableUpcomingFeature("ExistentialAny")]
  + (warningsAreErrors ? [.treatAllWarnings(as: .error)] : [])

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// What several test targets share; no product holds it.
func testSupport(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Tests/" + name, swiftSettings: settings)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.init(stringLiteral: name)] + dependencies,
    swiftSettings: settings)
}

let fuzzing: [Target] = [
  .systemLibrary(name: "CLibFuzzer", path: "Tests/CLibFuzzer"),
  .executableTarget(
    name: "Fuzz", dependencies: ["CLibFuzzer", "ManifestCases", "SeededRandom"], path: "Tests/Fuzz",
    exclude: ["yaml.dict"], swiftSettings: settings),
]

let package = Package(
  name: "rolloutgate",
  products: [.executable(name: "rolloutgate", targets: ["rolloutgate"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CSpawn"),

    library("Diagnostics"),
    library("Analysis", ["Conditions", "Diagnostics"]),
    library("Rollouts", ["Analysis", "Diagnostics"]),
    library("Queries", ["Analysis", "Diagnostics"]),
    library("GoTemplate", ["Diagnostics"]),
    library("Conditions", ["Diagnostics"]),
    library("HTTPExchange"),
    library("Prometheus", ["Analysis", "Conditions", "Diagnostics", "Queries", "HTTPExchange"]),
    library("YAMLText", ["CLibYAML", "Diagnostics"]),
    library("Manifests", ["Analysis", "Rollouts", "YAMLText", "Diagnostics"]),
    library(
      "GateConfig",
      [
        "Analysis", "Conditions", "Diagnostics", "GoTemplate", "HTTPExchange", "Manifests",
        "Queries", "Rollouts",
        "YAMLText",
      ]),
    library("Outcome", ["Analysis", "Rollouts", "Diagnostics"]),
    library(
      "Reports", ["Analysis", "Conditions", "Rollouts", "Outcome", "CLibXML2", "Diagnostics"]),
    library(
      "Gate",
      [
        "Analysis", "Conditions", "Diagnostics", "GateConfig", "HTTPExchange", "Manifests",
        "Outcome",
        "Prometheus", "Queries", "Rollouts", "YAMLText",
      ]),
    library("CurlTransport", ["HTTPExchange", "CCurl"]),
    library("WorkTree"),
    .executableTarget(
      name: "rolloutgate",
      dependencies: [
        "Analysis", "CSpawn", "CurlTransport", "Diagnostics", "Gate", "GateConfig",
        "HTTPExchange", "Manifests", "Outcome", "Prometheus", "Queries", "Reports", "Rollouts",
        "WorkTree",
        "YAMLText",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings, linkerSettings: linkedFirst.map { [.unsafeFlags([$0])] } ?? []),

    testSupport("SeededRandom"),
    testSupport("LoopbackServers"),
    testSupport(
      "ManifestCases",
      ["Diagnostics", "GateConfig", "Manifests", "Rollouts", "SeededRandom", "YAMLText"]),

    tests(of: "Diagnostics"),
    tests(of: "Analysis", ["Conditions"]),
    tests(of: "Rollouts", ["Analysis", "Diagnostics", "SeededRandom"]),
    tests(of: "Queries", ["Analysis", "Diagnostics"]),
    tests(of: "Prometheus", ["Analysis", "Conditions", "Diagnostics", "HTTPExchange", "Queries"]),
    tests(
      of: "GateConfig",
      ["Analysis", "Diagnostics", "Queries", "Rollouts", "SeededRandom", "YAMLText"]),
    tests(
      of: "Gate",
      [
        "Analysis", "Diagnostics", "GateConfig", "HTTPExchange", "Outcome", "Prometheus",
        "Queries", "Rollouts",
      ]),
    tests(of: "GoTemplate", ["SeededRandom"]),
    tests(of: "Conditions", ["SeededRandom"]),
    tests(of: "HTTPExchange"),
    tests(of: "CurlTransport", ["HTTPExchange", "LoopbackServers"]),
    tests(of: "WorkTree"),
    tests(of: "YAMLText", ["Diagnostics"]),
    tests(
      of: "Manifests",
      ["Analysis", "Diagnostics", "ManifestCases", "Rollouts", "SeededRandom", "YAMLText"]),
    tests(of: "Reports", ["Analysis", "Conditions", "Diagnostics", "Outcome", "Rollouts"]),
    .testTarget(
      name: "IntegrationTests",
      dependencies: [
        "rolloutgate", "Gate", "GateConfig", "LoopbackServers", "Outcome", "Rollouts", "WorkTree",
      ],
      swiftSettings: settings),
  ] + (fuzzes ? fuzzing : []),
  swiftLanguageModes: [.v6]
)
