// SPDX-License-Identifier: MIT
#pragma once

#include "steptracker.h"
#include "view.h"

#include <QtCore/QElapsedTimer>

/*! Progress as plain lines on standard error, the result on standard output: for pipes, files and logs. */
class CliPlainView final : public CliView
{
public:
    using CliView::CliView;

    void onEvent(const NoukaiEvent &event) override;
    void finish(int exitCode) override;
    void interrupted() override { m_tracker.clear(); }

private:
    void printStep(const CliStep &step);

    CliStepTracker m_tracker;
};

/*! A line per event on standard output: seconds, name, what the server sent. */
class CliEventsView final : public CliView
{
public:
    using CliView::CliView;

    void start() override;
    void onEvent(const NoukaiEvent &event) override;
    void finish(int exitCode) override;

private:
    QElapsedTimer m_elapsed;
};

/*! A line per step that ended on standard output: state, place, name, duration, tokens, cost, between tabs. */
class CliStepsView final : public CliView
{
public:
    using CliView::CliView;

    void onEvent(const NoukaiEvent &event) override;
    void finish(int exitCode) override;
    void interrupted() override { m_tracker.clear(); }

private:
    CliStepTracker m_tracker;
};
