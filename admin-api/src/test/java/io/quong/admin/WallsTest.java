package io.quong.admin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Dependencies point one way: model, contract, plugins, control plane. */
@AnalyzeClasses(packages = "io.quong", importOptions = ImportOption.DoNotIncludeTests.class)
final class WallsTest {
  private static final String[] MODEL = {
    "io.quong.cluster..",
    "io.quong.entity..",
    "io.quong.pem..",
    "io.quong.program..",
    "io.quong.schema..",
    "io.quong.settings..",
    "io.quong.snapshot..",
    "io.quong.uri..",
    "io.quong.vault.."
  };

  private static final String[] PROGRAMS = {"io.quong.admin..", "io.quong.dataplane.."};

  @ArchTest
  static final ArchRule theControlPlaneDoesNotSeeTheDataPlane =
      noClasses().should().dependOnClassesThat().resideInAPackage("io.quong.dataplane..");

  @ArchTest
  static final ArchRule theModelSeesNobody =
      noClasses()
          .that()
          .resideInAnyPackage(MODEL)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quong.plugin..",
              "io.quong.plugins..",
              "io.quong.listen..",
              "io.quong.admin..",
              "io.vertx..",
              "io.netty..",
              "io.quarkus..",
              "java.sql..");

  @ArchTest
  static final ArchRule theContractSeesTheModelAlone =
      noClasses()
          .that()
          .resideInAnyPackage("io.quong.plugin..", "io.quong.lua..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quong.plugins..", "io.quong.admin..", "io.quong.listen..", "io.quarkus..");

  @ArchTest
  static final ArchRule pluginsAndListenersSeeNoProgram =
      noClasses()
          .that()
          .resideInAnyPackage("io.quong.plugins..", "io.quong.listen..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(PROGRAMS);
}
