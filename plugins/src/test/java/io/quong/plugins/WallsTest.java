package io.quong.plugins;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What a plugin may know. */
@AnalyzeClasses(packages = "io.quong.plugins", importOptions = ImportOption.DoNotIncludeTests.class)
final class WallsTest {
  @ArchTest
  static final ArchRule noPluginKnowsAnother =
      slices().matching("io.quong.plugins.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule pluginsKnowTheContractAlone =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quong.admin..", "io.quong.dataplane..", "io.quarkus..");
}
