using CnnGen.Runtime;

namespace CnnGen;

/// <content>The work that threads share.</content>
public abstract partial class TrainingGraph
{
    /// <summary>What threads do for a batch at a time.</summary>
    private enum BatchPhase
    {
        Forward,
        Backward,
        Sum,
        Parts,
    }

    /// <summary>The items of one phase: shards, or stretches of gradients that are summed up and the parts behind them.</summary>
    private sealed unsafe class BatchTask(TrainingGraph graph) : CrewTask
    {
        private int _samples;
        private int _shards;
        private float* _first;
        private float* _second;
        private OutputAddresses _further;

        public BatchPhase Phase { get; set; }

        public int Segment { get; set; }

        public void Set(BatchPhase phase, int samples, int shards, float* first, float* second, OutputAddresses further)
        {
            Phase = phase;
            _samples = samples;
            _shards = shards;
            _first = first;
            _second = second;
            _further = further;
        }

        protected internal override void Execute(int item)
        {
            int first = (int)((long)_samples * item / _shards);
            int samples = (int)((long)_samples * (item + 1) / _shards) - first;
            switch (Phase)
            {
                case BatchPhase.Forward:
                    graph.ForwardShard(Segment, item, ref *(_first + ((long)first * graph.InputLength)), ref *(_second + ((long)first * graph.OutputLength)), _further, first, samples);
                    break;
                case BatchPhase.Backward:
                    AlignedMemory gradients = graph._shardGradients[item];
                    if (Segment == 0)
                    {
                        graph.ClearGradients(gradients);
                    }

                    float* dx = _second == null ? null : _second + ((long)first * graph.InputLength);
                    graph.BackwardShard(Segment, item, ref *(_first + ((long)first * graph.OutputLength)), ref *dx, _further, ref gradients.Origin, first, samples);
                    break;
                case BatchPhase.Sum when item < ReduceItems:
                    graph.Reduce(item);
                    break;
                default:
                    graph.BackwardPart(ref graph._shardGradients[0].Origin, _samples, Phase == BatchPhase.Sum ? item - ReduceItems : item, Parts);
                    break;
            }
        }
    }
}
