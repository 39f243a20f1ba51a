// Activity sources and meters are global to the process: what one test sends, another's exporter would send too.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
