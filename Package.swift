// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours is held to the same rules: what Swift 6 can check, it checks.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
]

/// What makes a target fast in a build for development, too.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A target of ours; `own` names its own dependencies, in the order of the architecture's table.
///
/// One that does most of the work of thousands of test runs, such as proving a policy, is optimised
/// in every build.
func stage(
  _ name: String, _ own: [String] = [], outside: [Target.Dependency] = [],
  isOptimised: Bool = false
) -> Target {
  .target(
    name: name,
    dependencies: own.map { .target(name: $0) } + outside,
    exclude: ["README.md"],
    swiftSettings: strict + (isOptimised ? optimised : []))
}

/// The tests of one target, with the shared test support beside it.
func tests(
  of name: String, with own: [String] = [], outside: [Target.Dependency] = []
) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: ([name, "TestSupport"] + own).map { .target(name: $0) } + outside,
    swiftSettings: strict)
}

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// The server of the pages, which takes minutes to build; only builds with the trait `Web` have it.
let server: [Target.Dependency] = [
  .product(name: "Hummingbird", package: "hummingbird", condition: .when(traits: ["Web"])),
  .product(name: "NIOPosix", package: "swift-nio", condition: .when(traits: ["Web"])),
  .product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle", condition: .when(traits: ["Web"])),
  .product(
    name: "UnixSignals", package: "swift-service-lifecycle", condition: .when(traits: ["Web"])),
]

/// The commit, where the build is given one.
///
/// Builds for development have none, so that a new commit does not change them.
let commit = Context.environment["HOTLINE_COMMIT"].flatMap { $0.isEmpty ? nil : $0 }

let package = Package(
  name: "hotline-merger",
  products: [.executable(name: "hotline", targets: ["hotline"])],
  traits: [
    .default(enabledTraits: []),
    .trait(name: "Web", description: "The pages of `hotline serve`, by Hummingbird."),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(
      url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibraries", pkgConfig: "libxml-2.0",
      providers: [
        .apt([
          "libcsv-dev", "libsodium-dev", "libxlsxwriter-dev", "libxml2-dev", "libxxhash-dev",
          "libzstd-dev", "zlib1g-dev",
        ])
      ]),
    .target(
      name: "CBuild", exclude: ["README.md"],
      cSettings: commit.map { [.define("HOTLINE_COMMIT", to: "\"\($0)\"")] }),
    stage("Bytes"),
    stage("Findings", ["Bytes"]),
    stage("HotlineModel", ["Bytes", "Findings"]),
    stage("Tickets", ["Bytes", "Findings", "HotlineModel"]),
    stage("Reports", ["Bytes", "Findings", "HotlineModel", "Tickets"]),
    stage("LocalFiles", ["CLibraries", "Findings", "HotlineModel"]),
    stage("Charsets", ["CLibraries"], isOptimised: true),
    stage(
      "Workbooks", ["CLibraries", "Bytes", "Charsets", "Findings", "HotlineModel", "LocalFiles"]),
    stage(
      "RecordReaders",
      [
        "CLibraries", "Bytes", "Charsets", "Findings", "HotlineModel", "Tickets", "Reports",
        "LocalFiles", "Workbooks",
      ], isOptimised: true),
    stage("Sheets", ["RecordReaders", "Findings", "HotlineModel", "LocalFiles"]),
    stage(
      "Crosswalk", ["Bytes", "Findings", "HotlineModel", "Tickets", "Reports", "Sheets"],
      isOptimised: true),
    stage("DecisionTables", ["CLibraries", "Bytes"], isOptimised: true),
    stage("DMN", ["CLibraries", "Bytes", "DecisionTables"]),
    stage(
      "MergePolicy",
      [
        "Bytes", "Findings", "HotlineModel", "Reports", "Sheets", "DecisionTables", "DMN",
        "LocalFiles",
      ], isOptimised: true),
    stage("CallRouting", ["Findings", "HotlineModel", "Reports", "Sheets"], isOptimised: true),
    stage(
      "Checklists", ["Bytes", "Findings", "HotlineModel", "Reports", "Sheets", "Workbooks"]),
    stage(
      "Surveys",
      ["Bytes", "Findings", "HotlineModel", "LocalFiles", "Sheets", "Workbooks"]),
    stage("Measures", ["Bytes", "Findings", "HotlineModel", "Tickets", "Reports", "Sheets"]),
    stage("Feeds", ["Bytes", "Findings", "HotlineModel", "Tickets", "LocalFiles", "Sheets"]),
    stage(
      "MergerStore", ["Bytes", "Findings", "HotlineModel", "Tickets", "Reports", "LocalFiles"],
      outside: [grdb, sqlite]),
    stage(
      "SwitchExporters",
      ["Bytes", "Findings", "HotlineModel", "Reports", "CallRouting", "LocalFiles"],
      isOptimised: true),
    stage(
      "TicketExporters",
      [
        "CLibraries", "Charsets", "Bytes", "Findings", "HotlineModel", "Tickets", "Reports",
        "LocalFiles",
      ]),
    stage(
      "MergerRuns",
      [
        "Bytes", "Findings", "HotlineModel", "Tickets", "Reports", "LocalFiles", "Charsets",
        "RecordReaders", "Sheets", "Crosswalk", "DecisionTables", "DMN", "MergePolicy",
        "CallRouting", "Checklists", "MergerStore", "SwitchExporters", "TicketExporters",
        "Workbooks", "Measures", "Feeds",
      ]),
    stage(
      "ProvinceRuns",
      [
        "Bytes", "Findings", "HotlineModel", "Tickets", "Reports", "LocalFiles", "Crosswalk",
        "RecordReaders", "MergerStore", "TicketExporters", "MergerRuns",
      ]),
    stage(
      "ReviewRuns",
      [
        "Bytes", "Findings", "HotlineModel", "Tickets", "Reports", "LocalFiles", "Sheets",
        "CallRouting", "Checklists", "MergePolicy", "MergerStore", "RecordReaders", "Surveys",
        "Workbooks", "Measures", "MergerRuns",
      ]),
    stage(
      "ReviewReports",
      [
        "Bytes", "Findings", "HotlineModel", "Reports", "LocalFiles", "Sheets", "Checklists",
        "Measures", "MergerStore", "Workbooks", "MergerRuns", "ReviewRuns",
      ]),
    stage("Console", ["Bytes", "Findings", "HotlineModel", "Reports", "Workbooks"]),
    stage(
      "Listings",
      [
        "Bytes", "Findings", "HotlineModel", "Reports", "Checklists", "MergerRuns", "ReviewRuns",
        "Console",
      ]),
    stage("CommandHelp", ["Console"], outside: [argumentParser]),
    stage(
      "LiveSwitch",
      ["Bytes", "Findings", "HotlineModel", "LocalFiles", "Sheets"]),
    stage(
      "CutoverRuns",
      [
        "Bytes", "Findings", "HotlineModel", "Reports", "LocalFiles", "RecordReaders", "Sheets",
        "CallRouting", "Checklists", "MergerStore", "SwitchExporters", "MergerRuns", "ReviewRuns",
        "LiveSwitch",
      ]),
    stage(
      "FeedRuns",
      [
        "Findings", "HotlineModel", "Tickets", "Reports", "LocalFiles", "MergerStore",
        "TicketExporters", "Feeds", "MergerRuns",
      ]),
    stage(
      "CommandOptions",
      [
        "CommandHelp", "Bytes", "Findings", "HotlineModel", "Reports", "MergerRuns", "ReviewRuns",
        "Workbooks", "Console",
      ], outside: [argumentParser]),
    stage(
      "ReviewSite",
      [
        "CLibraries", "Bytes", "Findings", "HotlineModel", "Reports", "LocalFiles", "Sheets",
        "CallRouting", "Checklists", "MergePolicy", "MergerStore", "Measures", "MergerRuns",
        "ReviewRuns", "ReviewReports", "CutoverRuns", "LiveSwitch", "Workbooks", "Console",
        "Listings",
      ], outside: server),
    .executableTarget(
      name: "hotline",
      dependencies: [
        "ReviewSite",
        "CBuild", "CommandHelp", "CommandOptions", "Bytes", "Findings", "HotlineModel", "Reports",
        "MergerRuns", "ProvinceRuns", "ReviewRuns", "ReviewReports", "LiveSwitch", "CutoverRuns",
        "Workbooks",
        "Surveys", "Checklists", "Measures", "Console", "Listings", "FeedRuns",
        argumentParser,
      ],
      exclude: ["README.md"], swiftSettings: strict),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .target(
      name: "RoutingSamples",
      dependencies: ["CallRouting", "Bytes", "Findings", "HotlineModel", "Sheets"],
      path: "Tests/RoutingSamples", swiftSettings: strict),
    tests(of: "Bytes"),
    tests(of: "Findings"),
    tests(of: "HotlineModel"),
    tests(of: "Tickets", with: ["Bytes", "HotlineModel"]),
    tests(of: "Reports", with: ["Bytes", "HotlineModel"]),
    tests(of: "Sheets", with: ["Bytes", "Findings", "HotlineModel"]),
    tests(of: "Console", with: ["Findings"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "TestSupport", "hotline", "CommandHelp", "CommandOptions", "Console", "Findings",
        "HotlineModel", "ReviewRuns",
      ],
      swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: strict),
    tests(of: "Crosswalk", with: ["Bytes", "Findings", "HotlineModel", "Tickets", "Reports"]),
    .target(
      name: "SampleCity", dependencies: ["TestSupport", "HotlineModel", "MergerRuns", "Sheets"],
      path: "Tests/SampleCity", swiftSettings: strict),
    tests(
      of: "MergerRuns",
      with: [
        "Bytes", "Findings", "HotlineModel", "Tickets", "Reports", "Sheets", "LocalFiles",
        "MergerStore", "SampleCity",
      ]),
    .testTarget(
      name: "ProvinceRunsTests", dependencies: ["TestSupport"], swiftSettings: strict),
    tests(
      of: "ReviewRuns",
      with: [
        "Checklists", "Findings", "HotlineModel", "LocalFiles", "Measures", "MergerRuns",
        "MergerStore",
        "Reports", "SampleCity",
      ]),
    tests(
      of: "ReviewReports",
      with: [
        "Bytes", "Checklists", "Findings", "HotlineModel", "MergerRuns", "MergerStore", "Reports",
        "ReviewRuns", "SampleCity",
      ]),
    tests(
      of: "ReviewSite",
      with: [
        "Bytes", "Checklists", "Console", "Findings", "HotlineModel", "Listings", "LocalFiles",
        "MergerRuns", "MergerStore", "Reports", "ReviewRuns", "SampleCity", "Sheets",
      ]),
    tests(of: "Feeds", with: ["Findings", "HotlineModel", "Tickets"]),
    tests(
      of: "FeedRuns",
      with: [
        "Feeds", "Findings", "HotlineModel", "LocalFiles", "MergerRuns", "MergerStore", "Reports",
        "SampleCity",
      ]),
    tests(
      of: "Measures",
      with: ["Bytes", "Findings", "HotlineModel", "Tickets", "Reports", "Sheets"]),
    tests(
      of: "MergerStore",
      with: [
        "Bytes", "Findings", "HotlineModel", "Tickets", "Reports", "LocalFiles", "MergerRuns",
      ],
      outside: [grdb]),
    .target(
      name: "TableSamples", dependencies: ["DecisionTables"], path: "Tests/TableSamples",
      swiftSettings: strict),
    tests(of: "DecisionTables", with: ["TableSamples"]),
    tests(of: "DMN", with: ["CLibraries", "DecisionTables", "TableSamples"]),
    tests(of: "LocalFiles", with: ["Findings", "HotlineModel"]),
    tests(of: "Charsets"),
    tests(
      of: "Workbooks",
      with: ["Bytes", "Charsets", "Findings", "HotlineModel", "LocalFiles", "RecordReaders"]),
    tests(
      of: "RecordReaders",
      with: [
        "CLibraries", "Charsets", "Bytes", "Findings", "HotlineModel", "Tickets", "Reports",
        "LocalFiles",
      ]),
    tests(
      of: "MergePolicy",
      with: ["Bytes", "Findings", "HotlineModel", "Reports", "Sheets", "DecisionTables", "DMN"]),
    tests(
      of: "CallRouting",
      with: ["RoutingSamples", "Bytes", "Findings", "HotlineModel", "Reports", "Sheets"]),
    tests(
      of: "SwitchExporters",
      with: [
        "RoutingSamples", "CallRouting", "Bytes", "Findings", "HotlineModel", "Reports",
        "LocalFiles", "Sheets",
      ]),
    tests(
      of: "TicketExporters",
      with: ["Bytes", "Findings", "HotlineModel", "Tickets", "Reports", "LocalFiles"]),
    tests(of: "LiveSwitch", with: ["Findings", "HotlineModel"]),
    tests(
      of: "CutoverRuns",
      with: [
        "CallRouting", "Findings", "HotlineModel", "LiveSwitch", "Reports", "RoutingSamples",
        "SwitchExporters",
      ]),
    tests(of: "Surveys", with: ["Bytes", "Findings", "HotlineModel", "Sheets", "Workbooks"]),
    tests(of: "Checklists", with: ["Bytes", "Findings", "HotlineModel", "Reports", "Workbooks"]),
  ],
  swiftLanguageModes: [.v6]
)

// The fuzz targets are built by `make fuzz` alone, with LLVM's coverage at every edge.
if Context.environment["HOTLINE_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "Charsets", "Bytes", "Findings", "HotlineModel", "Tickets", "LocalFiles", "RecordReaders",
        "Sheets",
      ],
      path: "Tests/Fuzz", exclude: ["Corpus"], swiftSettings: strict))
  package.products.append(.executable(name: "Fuzz", targets: ["Fuzz"]))
}

// The peer of `Benchmarks/pages`, which builds it alone.
if Context.environment["HOTLINE_HELLO"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Hello", dependencies: server, path: "Benchmarks/support/hello", swiftSettings: strict))
  package.products.append(.executable(name: "Hello", targets: ["Hello"]))
}
