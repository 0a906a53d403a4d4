/**
 * The Admin API of entities, one for all kinds: what a schema says is validated, stored and shown;
 * endpoints follow from the references. What is special of a kind is a {@link
 * io.quong.admin.entity.KindRules} in {@code io.quong.admin.kind}.
 */
package io.quong.admin.entity;
