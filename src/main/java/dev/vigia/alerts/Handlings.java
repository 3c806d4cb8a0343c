package dev.vigia.alerts;

import org.springframework.data.jpa.repository.JpaRepository;

interface Handlings extends JpaRepository<HandlingEntity, Long> {}
