package io.quong.processor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Gathers what a schema reads by reflection: a record, the records inside it, its check classes.
 */
final class ReflectedTypes {
  private final Elements elements;
  private final Types types;
  private final Map<String, Boolean> found = new LinkedHashMap<>();

  ReflectedTypes(Elements elements, Types types) {
    this.elements = elements;
    this.types = types;
  }

  /** Binary names; true for a record, false for a class of which only the constructor is called. */
  Map<String, Boolean> found() {
    return found;
  }

  void add(TypeElement type) {
    boolean record = type.getKind() == ElementKind.RECORD;
    if (found.putIfAbsent(elements.getBinaryName(type).toString(), record) != null) {
      return;
    }
    annotations(type);
    if (!record) {
      return;
    }
    for (RecordComponentElement component :
        ElementFilter.recordComponentsIn(type.getEnclosedElements())) {
      annotations(component);
      component(component.asType());
      // Rules of elements stand on the type as the accessor declares it.
      component(component.getAccessor().getReturnType());
    }
  }

  private void component(TypeMirror type) {
    annotations(type);
    if (type instanceof DeclaredType declared) {
      if (declared.asElement().getKind() == ElementKind.RECORD) {
        add((TypeElement) declared.asElement());
      }
      declared.getTypeArguments().forEach(this::component);
    }
  }

  private void annotations(AnnotatedConstruct from) {
    for (AnnotationMirror annotation : from.getAnnotationMirrors()) {
      String name = annotation.getAnnotationType().toString();
      if (name.startsWith("io.quong.schema.")) {
        annotation.getElementValues().values().forEach(this::value);
      }
    }
  }

  /** Classes that annotations name are checks, key records, translations. */
  private void value(AnnotationValue value) {
    if (value.getValue() instanceof DeclaredType named) {
      add((TypeElement) types.asElement(named));
    } else if (value.getValue() instanceof AnnotationMirror inner) {
      inner.getElementValues().values().forEach(this::value);
    } else if (value.getValue() instanceof List<?> several) {
      several.forEach(each -> value((AnnotationValue) each));
    }
  }
}
