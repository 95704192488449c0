using System;

namespace CnnGen.Generator.Model.Blocks;

/// <summary>What an assembly records of a block for others.</summary>
/// <param name="Block">The block's full name.</param>
/// <param name="Name">The property or constant.</param>
/// <param name="Value">Its value as C#.</param>
internal sealed record RecordedValue(string Block, string Name, string Value) : IEquatable<RecordedValue>;
