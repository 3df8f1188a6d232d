"""What ends a workflow. Named by `WAGTAIL_FINISH_WORKFLOW_ACTION`, imported before models are ready."""


def publish_reviewed(workflow_state, user=None) -> None:
    """Publish what was reviewed: whoever decides of a sheet need not have the right to publish in the centre."""
    revision = workflow_state.content_object.get_latest_revision()
    revision.publish(user=user, skip_permission_checks=True)
