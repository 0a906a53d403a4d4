package io.quong.dataplane;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the node may know. */
@AnalyzeClasses(packages = "io.quong", importOptions = ImportOption.DoNotIncludeTests.class)
final class WallsTest {
  @ArchTest
  static final ArchRule theDataPlaneDoesNotSeeTheControlPlane =
      noClasses().should().dependOnClassesThat().resideInAPackage("io.quong.admin..");

  @ArchTest
  static final ArchRule theNodeHasNoDatabase =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "javax.sql..", "org.hibernate..", "jakarta.persistence..");

  @ArchTest
  static final ArchRule onlyTheProgramItselfKnowsTheContainer =
      noClasses()
          .that()
          .resideInAPackage("io.quong.dataplane.*..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.inject..", "jakarta.enterprise..", "io.quarkus.arc..");

  @ArchTest
  static final ArchRule otherRoomsDoNotKnowHowTheNodeIsPutTogether =
      noClasses()
          .that()
          .resideInAPackage("io.quong.dataplane.*..")
          .and()
          .resideOutsideOfPackage("io.quong.dataplane.node..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.quong.dataplane.node..");
}
